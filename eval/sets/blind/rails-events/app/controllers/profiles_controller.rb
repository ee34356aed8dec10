class ProfilesController < ApplicationController
  before_action :require_login

  def show
    @layout_prefs = Preferences.load(cookies[:prefs])
  end

  def update
    current_user.update!(params.require(:user).permit!)
    redirect_to profile_path
  end
end
