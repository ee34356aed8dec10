'use strict';

var mongoose = require('mongoose');
var bcrypt = require('bcryptjs');

var schema = new mongoose.Schema({
  email: { type: String, required: true, lowercase: true, unique: true },
  name: String,
  phone: String,
  passwordHash: String,
  role: { type: String, enum: ['nurse', 'doctor', 'manager'], default: 'nurse' },
  clinic: { type: mongoose.Schema.Types.ObjectId, ref: 'Clinic' },
  resetToken: mongoose.Schema.Types.Mixed,
  resetExpires: Date
});

schema.methods.setPassword = function (plain, done) {
  var self = this;
  bcrypt.hash(plain, 12, function (err, hash) {
    if (err) return done(err);
    self.passwordHash = hash;
    done();
  });
};

schema.methods.checkPassword = function (plain, done) {
  bcrypt.compare(String(plain), this.passwordHash, done);
};

module.exports = mongoose.model('User', schema);
