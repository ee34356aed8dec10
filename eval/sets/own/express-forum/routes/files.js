const fs = require('fs');
const path = require('path');
const axios = require('axios');
const express = require('express');

const router = express.Router();
const ROOT = path.resolve('uploads');

router.get('/raw', (req, res) => {
  fs.createReadStream(path.join(ROOT, req.query.name)).pipe(res);
});

router.get('/safe', (req, res) => {
  const file = path.resolve(ROOT, req.query.name);
  if (!file.startsWith(ROOT + path.sep)) return res.status(400).end();
  res.sendFile(file);
});

router.get('/base', (req, res) => {
  res.sendFile(path.join(ROOT, path.basename(req.query.name)));
});

router.post('/fetch', async (req, res) => {
  const answer = await axios.get(req.body.url);
  res.send({ size: answer.data.length });
});

router.get('/match', (req, res) => {
  const pattern = new RegExp(req.query.pattern);
  res.json({ matches: pattern.test('uploads') });
});

module.exports = router;
