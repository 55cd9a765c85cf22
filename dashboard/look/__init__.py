"""What a page draws of rows without a map: charts, cards."""
