class SessionsController < ApplicationController
  skip_before_action :require_user

  def new
    @back = params[:back]
  end

  def create
    user = User.find_by(email: params[:email].to_s.downcase)
    if user&.authenticate(params[:password])
      reset_session
      session[:user_id] = user.id
      redirect_to params[:back].presence || root_path, allow_other_host: true
    else
      flash.now[:alert] = "Wrong address or password"
      render :new, status: :unprocessable_entity
    end
  end

  def destroy
    reset_session
    redirect_back fallback_location: root_path, allow_other_host: false
  end
end
