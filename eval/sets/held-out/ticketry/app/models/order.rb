class Order < ApplicationRecord
  belongs_to :user
  belongs_to :event

  before_create :assign_code

  private

  def assign_code
    self.ticket_code = Array.new(10) { [*"A".."Z", *"2".."9"].sample }.join
  end
end
