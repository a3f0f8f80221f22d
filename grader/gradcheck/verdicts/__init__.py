"""From a returned gradient and a measured slope to a verdict."""
