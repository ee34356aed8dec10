'use strict';

const express = require('express');
const multer = require('multer');
const path = require('path');
const config = require('../config');
const { Product, Review } = require('../models');
const catalogue = require('../services/catalogue');
const { requireUser, requireRole } = require('../middleware/auth');
const { download } = require('../lib/http');
const { etag, orderNumber } = require('../lib/ids');
const fs = require('fs/promises');

const router = express.Router();

const storage = multer.diskStorage({
  destination: path.join(__dirname, '../../public/photos'),
  filename: (req, file, cb) => cb(null, `${Date.now()}-${file.originalname}`),
});
const photos = multer({ storage, limits: { fileSize: 5 * 1024 * 1024 } });

router.get('/', async (req, res) => {
  res.json(await catalogue.search(req.query));
});

router.get('/category/:slug', async (req, res) => {
  res.json(await catalogue.byCategory(req.params.slug, req.query.sort, req.query.dir));
});

router.get('/:id', async (req, res) => {
  const product = await catalogue.find(req.params.id);
  if (!product) return res.status(404).json({ error: 'not found' });
  res.json(product);
});

router.get('/:id/reviews', async (req, res) => {
  res.json(await catalogue.reviews(req.params.id));
});

router.post('/:id/reviews', requireUser, async (req, res) => {
  const review = await Review.create({
    productId: Number(req.params.id),
    author: String(req.body.author).slice(0, 80),
    body: String(req.body.body),
    stars: Math.min(5, Math.max(1, Number(req.body.stars))),
  });
  res.status(201).json(review);
});

router.post('/:id/photo', requireUser, photos.single('photo'), (req, res) => {
  res.json({ url: `/assets/photos/${req.file.filename}` });
});

router.post('/import-image', requireRole('merchant'), async (req, res) => {
  const { body } = await download(req.body.url);
  const name = `${etag(body)}.jpg`;
  await fs.writeFile(path.join(config.uploadDir, name), body);
  await Product.update({ image: name }, { where: { id: Number(req.body.productId) } });
  res.json({ image: name, ref: orderNumber() });
});

router.get('/validate/sku', (req, res) => {
  const ok = /^([A-Z0-9]+-?)+$/.test(String(req.query.sku));
  res.json({ ok });
});

module.exports = router;
