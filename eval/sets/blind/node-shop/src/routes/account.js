'use strict';

const express = require('express');
const { User } = require('../models');
const { requireUser } = require('../middleware/auth');
const { deepAssign, pick } = require('../lib/objects');

const router = express.Router();
router.use(requireUser);

const DEFAULTS = { newsletter: false, currency: 'EUR', address: { country: 'NL' } };

router.get('/', async (req, res) => {
  const user = await User.findByPk(req.user.id, { attributes: ['id', 'email', 'displayName', 'preferences'] });
  res.json(user);
});

router.patch('/', async (req, res) => {
  await User.update(pick(req.body, ['displayName']), { where: { id: req.user.id } });
  res.status(204).end();
});

router.put('/preferences', async (req, res) => {
  const user = await User.findByPk(req.user.id);
  const base = JSON.parse(JSON.stringify(DEFAULTS));
  user.preferences = deepAssign(base, req.body);
  await user.save();
  res.json(user.preferences);
});

module.exports = router;
