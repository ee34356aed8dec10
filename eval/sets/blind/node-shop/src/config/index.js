'use strict';

const path = require('path');

module.exports = {
  env: process.env.NODE_ENV || 'development',
  port: Number(process.env.PORT || 3000),
  publicUrl: process.env.PUBLIC_URL || 'http://localhost:3000',
  uploadDir: path.resolve(__dirname, '../../var/uploads'),
  invoiceDir: path.resolve(__dirname, '../../var/invoices'),
  jwt: {
    secret: 'hB7!rq29_harbour-session-2021',
    expiresIn: '8h',
  },
  db: {
    host: process.env.DB_HOST || 'localhost',
    user: process.env.DB_USER || 'shop',
    password: process.env.DB_PASSWORD,
    name: process.env.DB_NAME || 'shop',
  },
  carrier: {
    endpoint: 'https://api.parcelline.example/v2',
    apiKey: process.env.PARCELLINE_KEY,
  },
};
