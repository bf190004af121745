"""Where the sentence encoder lies among the networks."""

MODEL, TOKENIZER = "sentence-encoder.onnx", "words/sentence-tokenizer.json"
