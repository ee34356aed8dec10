'use strict';

var express = require('express');
var Patient = require('../models/records').Patient;
var query = require('../lib/query');

var router = express.Router();

router.get('/', function (req, res, next) {
  var filter = req.query.q ? query.nameFilter(req.user.clinic, req.query.q) : { clinic: req.user.clinic };
  Patient.find(filter).limit(50).exec(function (err, patients) {
    if (err) return next(err);
    res.render('patients', { patients: patients, q: req.query.q || '' });
  });
});

router.get('/:id', function (req, res, next) {
  Patient.findOne({ _id: req.params.id, clinic: req.user.clinic }, function (err, patient) {
    if (err) return next(err);
    if (!patient) return next();
    res.render('patient', { patient: patient, tab: req.query.tab || 'notes' });
  });
});

router.post('/:id/notes', function (req, res, next) {
  Patient.findOne({ _id: req.params.id, clinic: req.user.clinic }, function (err, patient) {
    if (err) return next(err);
    if (!patient) return next();
    patient.notes.push({ at: new Date(), by: req.user.name, html: String(req.body.note) });
    patient.save(function (err) {
      if (err) return next(err);
      res.redirect('/patients/' + patient.id);
    });
  });
});

module.exports = router;
