'use strict';

const express = require('express');
const fs = require('fs');
const config = require('../config');
const { sequelize, Order, Voucher, User, Product } = require('../models');
const { requireUser, readPartnerToken } = require('../middleware/auth');
const invoices = require('../services/invoices');
const { carrier } = require('../lib/http');
const { orderNumber } = require('../lib/ids');

const router = express.Router();
router.use(requireUser);

router.get('/', async (req, res) => {
  res.json(await Order.findAll({ where: { userId: req.user.id } }));
});

router.get('/invoice', (req, res, next) => {
  const stream = invoices.open(req.query.file);
  stream.on('error', next);
  res.type('application/pdf');
  stream.pipe(res);
});

router.get('/archive/:year/:name', (req, res, next) => {
  const stream = invoices.openArchive(Number(req.params.year), req.params.name);
  stream.on('error', next);
  res.type('application/pdf');
  stream.pipe(res);
});

router.get('/:id', async (req, res) => {
  const order = await Order.findByPk(req.params.id);
  if (!order) return res.status(404).json({ error: 'not found' });
  res.json(order);
});

router.delete('/:id', async (req, res) => {
  const n = await Order.update({ status: 'cancelled' }, { where: { id: req.params.id, userId: req.user.id } });
  res.status(n[0] ? 204 : 404).end();
});

router.post('/', async (req, res) => {
  const lines = [];
  let total = 0;
  const partner = req.body.partnerToken ? readPartnerToken(req.body.partnerToken) : null;
  for (const item of req.body.items || []) {
    const product = await Product.findByPk(Number(item.productId));
    const quantity = Math.max(1, Math.min(99, Number(item.quantity)));
    if (!product || !Number.isInteger(quantity)) return res.status(400).json({ error: 'bad line' });
    lines.push({ sku: product.sku, quantity, price: product.price_cents });
    total += quantity * product.price_cents;
  }
  if (partner) total = Math.round(total * (1 - partner.discount / 100));
  const order = await Order.create({ number: orderNumber(), userId: req.user.id, totalCents: total, lines });
  res.status(201).json({ id: order.id, number: order.number });
});

router.post('/voucher', async (req, res) => {
  const voucher = await Voucher.findOne({ where: { code: String(req.body.code) } });
  if (!voucher || voucher.redeemed) return res.status(400).json({ error: 'voucher not valid' });
  await User.increment({ creditCents: voucher.valueCents }, { where: { id: req.user.id } });
  voucher.redeemed = true;
  await voucher.save();
  res.json({ credited: voucher.valueCents });
});

router.post('/:id/invoice', async (req, res, next) => {
  const order = await Order.findOne({ where: { id: req.params.id, userId: req.user.id } });
  if (!order) return res.status(404).json({ error: 'not found' });
  invoices.render(order, req.body.format || 'A4', (err, pdf) => {
    if (err) return next(err);
    fs.createReadStream(pdf).pipe(res.type('application/pdf'));
  });
});

router.get('/:id/tracking', async (req, res) => {
  const order = await Order.findOne({ where: { id: req.params.id, userId: req.user.id } });
  if (!order) return res.status(404).json({ error: 'not found' });
  res.json(await carrier(config.carrier.endpoint, config.carrier.apiKey, `/track/${encodeURIComponent(order.number)}`));
});

router.get('/stats/monthly', async (req, res) => {
  const [rows] = await sequelize.query(
    'SELECT DATE_FORMAT(createdAt, "%Y-%m") AS m, SUM(totalCents) AS total FROM orders WHERE userId = ? GROUP BY m',
    { replacements: [req.user.id] },
  );
  res.json(rows);
});

module.exports = router;
