class CommentsController < ApplicationController
  before_action :require_login

  def create
    event = Event.find(params[:event_id])
    event.comments.create!(author: current_user, body: params.require(:comment)[:body])
    redirect_to event
  end

  def destroy
    comment = current_user.comments.find(params[:id])
    comment.destroy!
    redirect_to event_path(params[:event_id])
  end
end
