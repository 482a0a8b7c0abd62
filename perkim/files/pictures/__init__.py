"""What a picture is made of, counted in its headers without opening it: size, scans, frames, where its data end."""
