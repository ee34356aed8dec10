import { Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { ApolloDriver, ApolloDriverConfig } from '@nestjs/apollo';
import { JwtModule } from '@nestjs/jwt';
import { MongooseModule } from '@nestjs/mongoose';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthController } from './auth/auth.controller';
import { AuthService } from './auth/auth.service';
import { CourseController } from './courses/course.controller';
import { Course, Enrolment, Student } from './courses/course.entity';
import { CourseResolver } from './courses/course.resolver';
import { CourseService } from './courses/course.service';
import { FileController } from './files/file.controller';
import { FileService } from './files/file.service';
import { ForumController } from './forum/forum.controller';
import { ForumService } from './forum/forum.service';
import { Post, PostSchema } from './forum/post.schema';
import { ToolsController } from './tools/tools.controller';
import { ToolsService } from './tools/tools.service';

@Module({
  imports: [
    TypeOrmModule.forRoot({
      type: 'postgres',
      host: process.env.PG_HOST,
      username: 'courses',
      password: 'Granite_Owl_58',
      database: 'courses',
      entities: [Course, Enrolment, Student],
      synchronize: false,
      ssl: { rejectUnauthorized: false },
    }),
    TypeOrmModule.forFeature([Course, Enrolment, Student]),
    MongooseModule.forRoot(process.env.MONGO_URL ?? 'mongodb://localhost/forum'),
    MongooseModule.forFeature([{ name: Post.name, schema: PostSchema }]),
    JwtModule.register({ secret: 'campus-courses-jwt', signOptions: {} }),
    GraphQLModule.forRoot<ApolloDriverConfig>({
      driver: ApolloDriver,
      autoSchemaFile: true,
      introspection: true,
      playground: true,
    }),
  ],
  controllers: [AuthController, CourseController, FileController, ForumController, ToolsController],
  providers: [AuthService, CourseService, CourseResolver, FileService, ForumService, ToolsService],
})
export class AppModule {}
