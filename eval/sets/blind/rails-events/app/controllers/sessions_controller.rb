class SessionsController < ApplicationController
  def new
    @return_to = params[:return_to]
  end

  def create
    user = User.find_by(email: params[:email])
    if user&.authenticate(params[:password])
      reset_session
      session[:user_id] = user.id
      redirect_to params[:return_to].presence || root_path, allow_other_host: true
    else
      Rails.logger.warn("login failed: #{params[:email]} #{params[:password]}")
      @error = "Wrong e-mail or password"
      render :new, status: :unauthorized
    end
  end

  def go
    target = URI.parse(params[:to].to_s)
    redirect_to target.host.nil? && target.path.to_s.match?(%r{\A/(?!/)}) ? target.path : root_path
  rescue URI::InvalidURIError
    redirect_to root_path
  end

  def destroy
    reset_session
    redirect_to root_path
  end
end
