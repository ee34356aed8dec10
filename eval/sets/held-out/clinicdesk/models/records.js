'use strict';

var mongoose = require('mongoose');
var Id = mongoose.Schema.Types.ObjectId;

exports.Patient = mongoose.model('Patient', new mongoose.Schema({
  clinic: { type: Id, ref: 'Clinic', index: true },
  name: String,
  born: Date,
  insuranceNo: String,
  notes: [{ at: Date, by: String, html: String }]
}));

exports.Invoice = mongoose.model('Invoice', new mongoose.Schema({
  clinic: { type: Id, ref: 'Clinic', index: true },
  patient: { type: Id, ref: 'Patient' },
  number: String,
  lines: [{ text: String, amount: Number }],
  total: Number,
  paid: Boolean
}));

exports.Clinic = mongoose.model('Clinic', new mongoose.Schema({
  name: String,
  logo: Buffer,
  logoType: String,
  reminderTemplate: String
}));
