"""A brief as a file: picture, print, slide, page of its own."""
