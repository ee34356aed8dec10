import { Body, Controller, Get, Post, Query, UseGuards } from '@nestjs/common';
import { LoginGuard, Roles, RolesGuard } from '../common/guards';
import { merge, mergeOptions } from '../common/merge';
import { ToolsService } from './tools.service';

@Controller('tools')
@UseGuards(LoginGuard, RolesGuard)
export class ToolsController {
  private settings: Record<string, any> = { theme: { dark: false } };
  private flags: Record<string, any> = {};

  constructor(private readonly tools: ToolsService) {}

  @Post('render')
  render(@Body('tex') tex: string, @Body('engine') engine = 'pdflatex') {
    return this.tools.render(tex, engine);
  }

  @Get('outline')
  outline(@Query('url') url: string) {
    return this.tools.fetchOutline(url);
  }

  @Post('grade')
  @Roles('teacher')
  grade(@Body('script') script: string, @Body('points') points: number) {
    return { grade: this.tools.grade(script, Number(points)) };
  }

  @Post('settings')
  save(@Body() body: Record<string, any>) {
    this.settings = merge(this.settings, body);
    return this.settings;
  }

  @Post('flags')
  @Roles('dean')
  saveFlags(@Body() body: Record<string, any>) {
    this.flags = mergeOptions(this.flags, body);
    return this.flags;
  }

  @Get('matriculation')
  matriculation(@Query('v') v: string) {
    return { ok: this.tools.isMatriculation(String(v)) };
  }
}
