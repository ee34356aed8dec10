class ApplicationController < ActionController::Base
  before_action :require_user

  helper_method :current_user

  private

  def current_user
    @current_user ||= User.find_by(id: session[:user_id])
  end

  def require_user
    redirect_to new_session_path unless current_user
  end

  def require_organizer
    head :forbidden unless current_user&.organizer?
  end
end
