'use strict';

const express = require('express');
const catalogue = require('../services/catalogue');

const router = express.Router();

router.get('/', async (req, res) => {
  res.render('home', { products: await catalogue.byCategory('featured', 'newest', 'desc') });
});

router.get('/search', async (req, res) => {
  const products = await catalogue.search(req.query);
  res.render('search', { term: req.query.q || '', products });
});

router.get('/p/:id', async (req, res) => {
  const product = await catalogue.find(req.params.id);
  if (!product) return res.status(404).render('missing');
  res.render('product', { product, reviews: await catalogue.reviews(product.id) });
});

router.get('/health', (req, res) => {
  res.send(`<p>shop ${encodeURIComponent(String(req.query.probe || 'up'))}</p>`);
});

router.get('/unsubscribe', (req, res) => {
  res.send('<h1>Goodbye</h1><p>' + req.query.email + ' was removed from our list.</p>');
});

module.exports = router;
