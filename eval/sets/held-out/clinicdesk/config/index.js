'use strict';

var env = process.env;

module.exports = {
  port: parseInt(env.PORT || '3000', 10),
  mongoUrl: env.MONGO_URL || 'mongodb://localhost/clinicdesk',
  baseUrl: env.BASE_URL || 'https://desk.example.org',
  sessionKey: 'q8Zr!clinic-desk-2019-kTw0',
  mobileKey: env.MOBILE_JWT_KEY,
  smtp: {
    host: env.SMTP_HOST || 'mail.internal',
    user: env.SMTP_USER,
    pass: env.SMTP_PASS
  },
  storageRoot: env.STORAGE_ROOT || '/var/lib/clinicdesk/files'
};
