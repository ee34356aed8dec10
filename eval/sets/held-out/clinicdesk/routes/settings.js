'use strict';

var express = require('express');
var axios = require('axios');
var ejs = require('ejs');
var Clinic = require('../models/records').Clinic;

var router = express.Router();

router.get('/', function (req, res, next) {
  Clinic.findById(req.user.clinic, function (err, clinic) {
    if (err) return next(err);
    res.render('settings', { clinic: clinic });
  });
});

router.post('/reminder', function (req, res, next) {
  var text = String(req.body.template || '');
  var preview;
  try {
    preview = ejs.render(text, { patient: { name: 'Jane Doe' }, when: new Date() });
  } catch (err) {
    return res.status(400).json({ error: 'The template has an error' });
  }
  Clinic.updateOne({ _id: req.user.clinic }, { reminderTemplate: text }, function (err) {
    if (err) return next(err);
    res.json({ preview: preview });
  });
});

router.post('/logo', function (req, res, next) {
  axios.get(String(req.body.url), { responseType: 'arraybuffer', timeout: 5000 }).then(function (r) {
    Clinic.updateOne({ _id: req.user.clinic }, {
      logo: r.data,
      logoType: 'image/png'
    }, function (err) {
      if (err) return next(err);
      res.redirect('/settings');
    });
  }).catch(next);
});

module.exports = router;
