'use strict';

var express = require('express');
var multer = require('multer');
var path = require('path');
var storage = require('../lib/storage');

var router = express.Router();

var upload = multer({
  storage: multer.diskStorage({
    destination: path.join(__dirname, '../public/shared'),
    filename: function (req, file, cb) {
      cb(null, Date.now() + path.extname(file.originalname));
    }
  })
});

router.post('/share', upload.single('file'), function (req, res) {
  res.json({ url: '/shared/' + req.file.filename });
});

router.get('/download', function (req, res, next) {
  var stream = storage.open(req.user.clinic, String(req.query.name));
  stream.on('error', next);
  res.attachment('document');
  stream.pipe(res);
});

router.post('/remove', function (req, res, next) {
  storage.remove(req.user.clinic, req.body.name, function (err) {
    if (err) return next(err);
    res.redirect('/patients');
  });
});

router.post('/thumbnail', function (req, res, next) {
  storage.thumbnail(req.user.clinic, req.body.name, function (err) {
    if (err) return next(err);
    res.sendStatus(204);
  });
});

router.post('/pdf', function (req, res, next) {
  storage.toPdf(req.user.clinic, req.body.name, req.body.paper || 'A4', function (err, name) {
    if (err) return next(err);
    res.json({ name: name });
  });
});

module.exports = router;
