class UsersController < ApplicationController
  def show
    @user = User.where("name = '#{params[:name]}'").first  # flaw: sql-injection
    @ok = User.where(name: params[:name])
    @ok2 = User.where("name = ?", params[:name])
    system("ping #{params[:host]}")  # flaw: command-injection
    render html: "<h1>#{params[:x]}</h1>".html_safe  # flaw: xss
  end

  def go
    redirect_to params[:url]  # flaw: open-redirect
  end

  def file
    send_file Rails.root.join("public", params[:file])  # flaw: path-traversal
    data = File.read("/srv/#{params[:f]}")  # flaw: path-traversal
    eval(params[:code])  # flaw: code-injection
  end
end
