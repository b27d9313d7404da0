"""Messages to customers: written here, sent by the operator's gateway, or by a person where there is none.

Nothing is sent unless MESSAGE_COMMAND or SMTP_URL says how; until then each message waits in the office's list with
its words and a link to send it by hand. So nothing is lost, and nothing leaves the house by surprise.
"""
