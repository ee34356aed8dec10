import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';

@Schema({ timestamps: true })
export class Post {
  @Prop() courseId: number;
  @Prop() author: number;
  @Prop() title: string;
  @Prop() body: string;
  @Prop() pin: string;
}

export const PostSchema = SchemaFactory.createForClass(Post);
