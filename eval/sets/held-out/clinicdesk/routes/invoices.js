'use strict';

var express = require('express');
var records = require('../models/records');
var query = require('../lib/query');

var router = express.Router();

router.get('/', function (req, res, next) {
  var filter = { clinic: req.user.clinic };
  if (req.query.amount) filter = query.totalFilter(req.user.clinic, req.query.op, req.query.amount);
  records.Invoice.find(filter).sort('-number').exec(function (err, invoices) {
    if (err) return next(err);
    res.render('invoices', { invoices: invoices });
  });
});

router.get('/:id', function (req, res, next) {
  records.Invoice.findById(req.params.id).populate('patient').exec(function (err, invoice) {
    if (err) return next(err);
    if (!invoice) return next();
    res.json(invoice);
  });
});

router.post('/:id/paid', function (req, res, next) {
  records.Invoice.updateOne({ _id: req.params.id, clinic: req.user.clinic }, { paid: true }, function (err) {
    if (err) return next(err);
    res.redirect('/invoices');
  });
});

module.exports = router;
