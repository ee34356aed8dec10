const express = require('express');
const { exec, execFile } = require('child_process');
const ejs = require('ejs');
const _ = require('lodash');
const db = require('../lib/db');

const router = express.Router();

router.get('/search', async (req, res) => {
  res.json(await db.search(req.query.q, req.query.sort));
});

router.get('/by/:author', async (req, res) => {
  res.json(await db.postsBy(req.params.author));
});

router.get('/:id', async (req, res) => {
  const id = req.params.id;
  const [rows] = await db.pool.query('SELECT * FROM posts WHERE id = ' + id);
  res.json(rows[0]);
});

router.get('/:id/title', (req, res) => {
  res.send('<h1>' + req.query.title + '</h1>');
});

router.get('/:id/title.json', (req, res) => {
  res.json({ title: req.query.title });
});

router.post('/:id/export', (req, res) => {
  exec(`pandoc ${req.body.format} post.md`, (error, out) => res.send({ out }));
});

router.post('/:id/count', (req, res) => {
  execFile('wc', ['-w', '--', 'post.md'], (error, out) => res.json({ out }));
});

router.post('/preview', (req, res) => {
  res.send(ejs.render(req.body.template, { user: req.session.user }));
});

router.post('/settings', (req, res) => {
  const settings = {};
  _.merge(settings, req.body);
  res.json(settings);
});

router.post('/filter', (req, res) => {
  const keep = new Function('post', 'return ' + req.body.filter);
  res.json({ kept: keep({}) });
});

router.get('/go', (req, res) => {
  res.redirect(req.query.url);
});

router.get('/home', (req, res) => {
  const pages = { start: '/', help: '/help' };
  res.redirect(pages[req.query.page] || '/');
});

module.exports = router;
