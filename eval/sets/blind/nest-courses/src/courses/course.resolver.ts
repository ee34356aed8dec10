import { UseGuards } from '@nestjs/common';
import { Args, Field, Int, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { LoginGuard } from '../common/guards';
import { CourseService } from './course.service';

@ObjectType()
export class CourseType {
  @Field(() => Int) id: number;
  @Field() title: string;
  @Field(() => Int) seats: number;
}

@Resolver(() => CourseType)
export class CourseResolver {
  constructor(
    private readonly courses: CourseService,
    @InjectDataSource() private readonly db: DataSource,
  ) {}

  @Query(() => [CourseType])
  @UseGuards(LoginGuard)
  coursesOf(@Args('teacher', { type: () => Int }) teacher: number) {
    return this.courses.byTeacher(teacher);
  }

  @Query(() => [CourseType])
  @UseGuards(LoginGuard)
  coursesTagged(@Args('tag') tag: string) {
    return this.db.query("SELECT id, title, seats FROM course WHERE tags @> '{" + tag + "}'");
  }

  @Mutation(() => Boolean)
  async removeCourse(@Args('id', { type: () => Int }) id: number) {
    await this.db.query('DELETE FROM course WHERE id = $1', [id]);
    return true;
  }
}
