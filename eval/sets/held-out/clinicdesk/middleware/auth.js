'use strict';

var User = require('../models/user');

exports.loadUser = function (req, res, next) {
  res.locals.user = null;
  if (!req.session.userId) return next();
  User.findById(req.session.userId, function (err, user) {
    if (err) return next(err);
    req.user = user;
    res.locals.user = user;
    next();
  });
};

exports.required = function (req, res, next) {
  if (req.user) return next();
  res.redirect('/login?next=' + encodeURIComponent(req.originalUrl));
};

exports.role = function (name) {
  return function (req, res, next) {
    if (req.user && req.user.role === name) return next();
    res.status(403).render('message', { title: 'Not allowed', text: 'Ask your manager for access.' });
  };
};
