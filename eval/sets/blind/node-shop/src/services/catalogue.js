'use strict';

const { QueryTypes } = require('sequelize');
const { sequelize, Product, Review } = require('../models');
const { orderBy, likeAny } = require('../lib/sqlbuild');

async function search({ q, sort, dir, page }) {
  const where = q ? likeAny(['p.name', 'p.sku'], q) : '1 = 1';
  const offset = Math.max(0, (parseInt(page, 10) || 1) - 1) * 24;
  return sequelize.query(
    `SELECT p.id, p.sku, p.name, p.price_cents, p.image FROM products p WHERE ${where} ORDER BY ${orderBy(sort, dir)} LIMIT 24 OFFSET ${offset}`,
    { type: QueryTypes.SELECT },
  );
}

async function byCategory(slug, sort, dir) {
  const sql = 'SELECT p.* FROM products p JOIN categories c ON c.id = p.category_id ' +
    'WHERE c.slug = :slug ORDER BY ' + orderBy(sort, dir);
  return sequelize.query(sql, { replacements: { slug }, type: QueryTypes.SELECT });
}

function find(id) {
  return Product.findByPk(id);
}

function reviews(productId) {
  return Review.findAll({ where: { productId }, order: [['createdAt', 'DESC']], limit: 50 });
}

module.exports = { search, byCategory, find, reviews };
