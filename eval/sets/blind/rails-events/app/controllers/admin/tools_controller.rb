module Admin
  class ToolsController < ApplicationController
    before_action :require_admin

    def lookup
      @output = HostTools.lookup(params[:host])
      render plain: @output
    end

    def resize
      HostTools.resize(params[:name].to_s, params[:width].to_i)
      head :no_content
    end
  end
end
