const crypto = require('crypto');
const bcrypt = require('bcrypt');
const express = require('express');
const jwt = require('jsonwebtoken');
const { MongoClient } = require('mongodb');

const router = express.Router();
const client = new MongoClient(process.env.MONGO_URL);
const users = client.db('forum').collection('users');

router.post('/login', async (req, res) => {
  const user = await users.findOne({ name: req.body.name, password: req.body.password });
  if (!user) return res.status(401).end();
  res.cookie('session', user.id, { httpOnly: false });
  res.json({ token: jwt.sign({ sub: user.id }, process.env.JWT_SECRET) });
});

router.post('/login2', async (req, res) => {
  const user = await users.findOne({ name: String(req.body.name) });
  if (!user || !(await bcrypt.compare(String(req.body.password), user.hash))) return res.status(401).end();
  res.json({ ok: true });
});

router.get('/me', (req, res) => {
  const claims = jwt.verify(req.headers.authorization, process.env.JWT_SECRET, { algorithms: ['HS256'] });
  res.json(claims);
});

router.get('/me-fast', (req, res) => {
  const claims = jwt.decode(req.headers.authorization);
  res.json({ id: claims.sub });
});

router.post('/', async (req, res) => {
  const user = await users.insertOne(req.body);
  res.json({ id: user.insertedId });
});

router.post('/reset', async (req, res) => {
  const code = Math.floor(Math.random() * 1000000).toString();
  await users.updateOne({ name: String(req.body.name) }, { $set: { resetCode: code } });
  res.json({ ok: true });
});

function passwordHash(password) {
  return crypto.createHash('sha1').update(password).digest('hex');
}

module.exports = router;
module.exports.passwordHash = passwordHash;
