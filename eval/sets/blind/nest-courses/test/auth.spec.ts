import { JwtService } from '@nestjs/jwt';

describe('tokens', () => {
  const jwt = new JwtService({ secret: 'spec-secret' });

  it('round-trips', () => {
    const token = jwt.sign({ sub: 4 });
    expect(jwt.verify(token, { algorithms: ['HS256'] }).sub).toBe(4);
  });
});
