'use strict';

const { Sequelize, DataTypes } = require('sequelize');
const config = require('../config');

const sequelize = new Sequelize(config.db.name, config.db.user, config.db.password, {
  host: config.db.host,
  dialect: 'mysql',
  logging: false,
});

const User = sequelize.define('user', {
  email: { type: DataTypes.STRING(190), unique: true },
  passwordHash: DataTypes.STRING(80),
  displayName: DataTypes.STRING(80),
  role: { type: DataTypes.STRING(20), defaultValue: 'customer' },
  creditCents: { type: DataTypes.INTEGER, defaultValue: 0 },
  resetCode: DataTypes.STRING(16),
  resetUntil: DataTypes.DATE,
  preferences: { type: DataTypes.JSON, defaultValue: {} },
});

const Product = sequelize.define('product', {
  sku: DataTypes.STRING(40),
  name: DataTypes.STRING(160),
  descriptionHtml: DataTypes.TEXT,
  price_cents: DataTypes.INTEGER,
  stock: DataTypes.INTEGER,
  image: DataTypes.STRING(120),
}, { underscored: true });

const Order = sequelize.define('order', {
  number: DataTypes.STRING(32),
  userId: DataTypes.INTEGER,
  status: { type: DataTypes.STRING(20), defaultValue: 'open' },
  totalCents: DataTypes.INTEGER,
  lines: DataTypes.JSON,
});

const Voucher = sequelize.define('voucher', {
  code: { type: DataTypes.STRING(20), unique: true },
  valueCents: DataTypes.INTEGER,
  redeemed: { type: DataTypes.BOOLEAN, defaultValue: false },
});

const Review = sequelize.define('review', {
  productId: DataTypes.INTEGER,
  author: DataTypes.STRING(80),
  body: DataTypes.TEXT,
  stars: DataTypes.INTEGER,
});

module.exports = { sequelize, User, Product, Order, Voucher, Review };
