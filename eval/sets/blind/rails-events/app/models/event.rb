class Event < ApplicationRecord
  belongs_to :organiser, class_name: "User"
  has_many :tickets
  has_many :comments

  scope :published, -> { where(published: true) }

  def self.matching(term)
    return all if term.blank?

    where(like("title", term))
  end

  def self.like(column, term)
    "#{column} ILIKE '%#{term}%'"
  end
end
