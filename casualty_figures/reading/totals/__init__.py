"""What a text says of its main event, in one total per measure."""
