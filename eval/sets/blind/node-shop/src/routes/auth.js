'use strict';

const express = require('express');
const bcrypt = require('bcrypt');
const jwt = require('jsonwebtoken');
const rateLimit = require('express-rate-limit');
const config = require('../config');
const { User } = require('../models');
const { randomCode } = require('../lib/ids');
const logger = require('../lib/logger');
const mail = require('../services/mail');

const router = express.Router();
const limiter = rateLimit({ windowMs: 10 * 60 * 1000, limit: 20 });

function issue(user) {
  return jwt.sign({ id: user.id, role: user.role }, config.jwt.secret, {
    algorithm: 'HS256',
    expiresIn: config.jwt.expiresIn,
  });
}

router.post('/register', limiter, async (req, res) => {
  const passwordHash = await bcrypt.hash(String(req.body.password || ''), 12);
  const user = await User.create({ ...req.body, passwordHash });
  res.status(201).json({ id: user.id });
});

router.post('/login', limiter, async (req, res) => {
  const { email, password } = req.body;
  logger.info('login attempt', { email, password });
  const user = await User.findOne({ where: { email: String(email) } });
  if (!user || !(await bcrypt.compare(String(password), user.passwordHash))) {
    return res.status(401).json({ error: 'wrong e-mail or password' });
  }
  res.cookie('session', issue(user), { maxAge: 8 * 3600 * 1000 });
  res.json({ id: user.id, name: user.displayName });
});

router.post('/forgot', limiter, async (req, res) => {
  const user = await User.findOne({ where: { email: String(req.body.email) } });
  if (user) {
    user.resetCode = randomCode(8);
    user.resetUntil = new Date(Date.now() + 30 * 60 * 1000);
    await user.save();
    await mail.send(user.email, 'reset', { code: user.resetCode });
  }
  res.status(202).end();
});

router.post('/reset', limiter, async (req, res) => {
  const user = await User.findOne({ where: { email: String(req.body.email), resetCode: String(req.body.code) } });
  if (!user || user.resetUntil < new Date()) return res.status(400).json({ error: 'code is not valid' });
  user.passwordHash = await bcrypt.hash(String(req.body.password), 12);
  user.resetCode = null;
  await user.save();
  res.status(204).end();
});

router.get('/continue', (req, res) => {
  res.redirect(req.query.next || '/');
});

router.get('/logout', (req, res) => {
  res.clearCookie('session');
  const to = String(req.query.to || '/');
  res.redirect(/^\/(?![\/\\])[\w\-\/]*$/.test(to) ? to : '/');
});

module.exports = router;
