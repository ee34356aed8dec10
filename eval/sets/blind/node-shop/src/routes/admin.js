'use strict';

const express = require('express');
const { sequelize, User, Product } = require('../models');
const { requireRole, requireUser } = require('../middleware/auth');

const router = express.Router();

router.get('/users', requireRole('admin'), async (req, res) => {
  res.json(await User.findAll({ attributes: ['id', 'email', 'displayName', 'role'] }));
});

router.post('/users/:id/role', requireUser, async (req, res) => {
  await User.update({ role: req.body.role }, { where: { id: req.params.id } });
  res.status(204).end();
});

router.get('/report', requireRole('admin'), async (req, res) => {
  const { from, to } = req.query;
  const rows = await sequelize.query("SELECT status, COUNT(*) n FROM orders WHERE createdAt BETWEEN '" + from + "' AND '" + to + "' GROUP BY status");
  res.json(rows[0]);
});

router.post('/products', requireRole('admin'), async (req, res) => {
  const { sku, name, descriptionHtml, priceCents, stock } = req.body;
  const p = await Product.create({ sku, name, descriptionHtml, price_cents: Number(priceCents), stock: Number(stock) });
  res.status(201).json({ id: p.id });
});

router.post('/pricing/preview', requireRole('admin'), async (req, res) => {
  const formula = String(req.body.formula);
  const price = new Function('cost', 'vat', `return ${formula}`);
  res.json({ price: price(Number(req.body.cost), 0.21) });
});

module.exports = router;
