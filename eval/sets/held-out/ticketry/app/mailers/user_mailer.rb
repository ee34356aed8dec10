class UserMailer < ActionMailer::Base
  default from: "tickets@example.org"

  def reset(user)
    mail(to: user.email, subject: "New password", body: "Code: #{user.reset_token}", content_type: "text/plain")
  end
end
