'use strict';

const request = require('supertest');
const jwt = require('jsonwebtoken');

jest.mock('../src/models');
const app = require('../src/server');

const TEST_SECRET = 'not-a-real-secret';

test('a token signed with another key is refused', async () => {
  const token = jwt.sign({ id: 1, role: 'admin' }, TEST_SECRET);
  const res = await request(app).get('/api/admin/users').set('Authorization', `Bearer ${token}`);
  expect(res.status).toBe(401);
});
