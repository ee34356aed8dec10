import { Body, Controller, Get, Post, Query, Res, UseGuards } from '@nestjs/common';
import { Response } from 'express';
import { LoginGuard } from '../common/guards';
import { AuthService } from './auth.service';

@Controller('auth')
export class AuthController {
  constructor(private readonly auth: AuthService) {}

  @Post('login')
  async login(@Body('email') email: string, @Body('password') password: string, @Res() res: Response) {
    const token = await this.auth.login(String(email), String(password));
    res.cookie('campus', token, { httpOnly: false, secure: false });
    res.json({ token });
  }

  @Get('portal')
  portal(@Query('token') token: string, @Query('next') next: string, @Res() res: Response) {
    const claims = this.auth.claimsFromPortal(token);
    res.cookie('portal', String(claims.sub), { httpOnly: true, secure: true, sameSite: 'lax' });
    res.redirect(next);
  }

  @Get('home')
  home(@Query('tab') tab: string, @Res() res: Response) {
    const tabs: Record<string, string> = { courses: '/courses', forum: '/forum' };
    res.redirect(Object.hasOwn(tabs, tab) ? tabs[tab] : '/');
  }

  @UseGuards(LoginGuard)
  @Post('exam-code')
  examCode() {
    const code = this.auth.examCode();
    return { code, hash: this.auth.examHash(code), invite: this.auth.inviteCode() };
  }
}
