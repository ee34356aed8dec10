'use strict';

var express = require('express');
var User = require('../models/user');
var Patient = require('../models/records').Patient;
var tokens = require('../lib/tokens');

var router = express.Router();

router.post('/token', function (req, res, next) {
  User.findOne({ email: String(req.body.email).toLowerCase() }, function (err, user) {
    if (err) return next(err);
    if (!user) return res.status(404).json({ error: 'No such account' });
    user.checkPassword(req.body.password, function (err, ok) {
      if (err) return next(err);
      if (!ok) return res.status(401).json({ error: 'Wrong password' });
      res.json({ token: tokens.issueMobile(user), avatar: tokens.avatar(user.email) });
    });
  });
});

router.use(function (req, res, next) {
  req.claims = tokens.readMobile(req.get('authorization'));
  if (!req.claims) return res.status(401).json({ error: 'Sign in again' });
  next();
});

router.get('/patients', function (req, res, next) {
  Patient.find({ clinic: String(req.claims.clinic) }).select('name born').lean().exec(function (err, list) {
    if (err) return next(err);
    res.json(list);
  });
});

module.exports = router;
