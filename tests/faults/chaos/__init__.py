"""The parts of the chaos test: a machine room whose processes are killed, an office that works on, what must hold."""
