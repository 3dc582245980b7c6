"""The editions: the layer of claims in Korean and Chinese, at the English addresses below `ko/` and `zh/`."""
