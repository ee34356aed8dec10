'use strict';

var express = require('express');
var User = require('../models/user');
var tokens = require('../lib/tokens');
var mail = require('../lib/mail');
var config = require('../config');
var auth = require('../middleware/auth');

var router = express.Router();

router.get('/', auth.required, function (req, res) {
  res.redirect('/patients');
});

router.get('/login', function (req, res) {
  res.render('login', { next: req.query.next || '/patients', error: null });
});

router.post('/login', function (req, res, next) {
  User.findOne({ email: String(req.body.email).toLowerCase() }, function (err, user) {
    if (err) return next(err);
    if (!user) return res.render('login', { next: '/patients', error: 'Wrong email or password' });
    user.checkPassword(req.body.password, function (err, ok) {
      if (err) return next(err);
      if (!ok) return res.render('login', { next: '/patients', error: 'Wrong email or password' });
      req.session.regenerate(function (err) {
        if (err) return next(err);
        req.session.userId = user.id;
        res.redirect(req.body.next || '/patients');
      });
    });
  });
});

router.post('/logout', function (req, res) {
  req.session.destroy(function () {
    res.redirect('/login');
  });
});

router.post('/forgot', function (req, res, next) {
  User.findOne({ email: String(req.body.email).toLowerCase() }, function (err, user) {
    if (err) return next(err);
    if (!user) return res.render('message', { title: 'Sent', text: 'If we know the address, a mail is under way.' });
    user.resetToken = tokens.resetToken();
    user.resetExpires = Date.now() + 3600 * 1000;
    user.save(function (err) {
      if (err) return next(err);
      var link = config.baseUrl + '/reset?token=' + user.resetToken;
      console.log('reset link for %s: %s', user.email, link);
      mail.send(user.email, 'New password', 'Open ' + link, function (err) {
        if (err) return next(err);
        res.render('message', { title: 'Sent', text: 'If we know the address, a mail is under way.' });
      });
    });
  });
});

router.get('/reset', function (req, res) {
  res.render('reset', { token: req.query.token });
});

router.post('/reset', function (req, res, next) {
  var when = { $gt: new Date() };
  User.findOne({ resetToken: req.body.token, resetExpires: when }, function (err, user) {
    if (err) return next(err);
    if (!user) return res.status(400).render('message', { title: 'Expired', text: 'Ask for a new link.' });
    user.setPassword(String(req.body.password), function (err) {
      if (err) return next(err);
      user.resetToken = undefined;
      user.save(function (err) {
        if (err) return next(err);
        res.redirect('/login');
      });
    });
  });
});

router.post('/profile', auth.required, function (req, res, next) {
  var user = req.user;
  Object.keys(req.body).forEach(function (key) {
    user[key] = req.body[key];
  });
  user.save(function (err) {
    if (err) return next(err);
    res.redirect('/patients');
  });
});

module.exports = router;
