'use strict';

var fs = require('fs');
var path = require('path');
var childProcess = require('child_process');
var config = require('../config');

function place(clinicId, name) {
  return path.join(config.storageRoot, String(clinicId), name);
}

exports.open = function (clinicId, name) {
  return fs.createReadStream(place(clinicId, name));
};

exports.remove = function (clinicId, name, done) {
  fs.unlink(place(clinicId, path.basename(String(name))), done);
};

exports.thumbnail = function (clinicId, name, done) {
  var src = place(clinicId, path.basename(String(name)));
  childProcess.execFile('convert', ['-resize', '200x200', src, src + '.thumb.png'], done);
};

exports.toPdf = function (clinicId, name, paper, done) {
  var src = place(clinicId, path.basename(String(name)));
  var cmd = 'wkhtmltopdf --page-size ' + paper + ' "' + src + '" "' + src + '.pdf"';
  childProcess.exec(cmd, { timeout: 20000 }, function (err) {
    done(err, path.basename(src) + '.pdf');
  });
};
