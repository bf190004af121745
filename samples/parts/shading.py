"""A thin typed layer over Blender's shader nodes, and the common surface materials."""

from __future__ import annotations

from typing import TypeAlias

import bpy

Colour = tuple[float, float, float]
Value: TypeAlias = float | Colour | tuple[float, ...] | bpy.types.Node | bpy.types.NodeSocket


def scaled(colour: Colour, factor: float) -> Colour:
    """The reflectance times `factor`."""
    red, green, blue = colour
    return factor * red, factor * green, factor * blue


def rgba(colour: Colour) -> tuple[float, float, float, float]:
    """Linear RGB reflectance with full alpha."""
    return (*colour, 1.0)


class Graph:
    """Builds one node tree; a node given as an input value stands for its first output."""

    def __init__(self, tree: bpy.types.NodeTree, keep: bool = False) -> None:
        self.tree = tree
        if not keep:
            tree.nodes.clear()

    def add(
        self, kind: str, inputs: dict[str | int, Value] | None = None, **properties: object
    ) -> bpy.types.Node:
        """Adds the node `ShaderNode<kind>` with its properties and inputs (by name or number)."""
        node = self.tree.nodes.new("ShaderNode" + kind)
        for name, value in properties.items():
            setattr(node, name, value)
        for key, value in (inputs or {}).items():
            self.put(node.inputs[key], value)
        return node

    def put(self, socket: bpy.types.NodeSocket, value: Value) -> None:
        """Links or sets one input."""
        if isinstance(value, bpy.types.Node):
            value = value.outputs[0]
        if isinstance(value, bpy.types.NodeSocket):
            self.tree.links.new(value, socket)
        elif socket.type == "RGBA" and isinstance(value, tuple) and len(value) == 3:
            socket.default_value = rgba(value)
        else:
            socket.default_value = value

    def math(self, operation: str, a: Value, b: Value = 0.0, clamp: bool = False) -> bpy.types.Node:
        """Scalar arithmetic."""
        return self.add("Math", {0: a, 1: b}, operation=operation, use_clamp=clamp)

    def vector(self, operation: str, a: Value, b: Value) -> bpy.types.Node:
        """Vector arithmetic."""
        return self.add("VectorMath", {0: a, 1: b}, operation=operation)

    def mix(self, factor: Value, a: Value, b: Value, blend: str = "MIX") -> bpy.types.Node:
        """Blends two colours."""
        return self.add("MixRGB", {"Fac": factor, "Color1": a, "Color2": b}, blend_type=blend)

    def noise(
        self, vector: Value, scale: float, detail: float = 4.0, roughness: float = 0.55
    ) -> bpy.types.NodeSocket:
        """Fractal noise, mean 0.5; `scale` in cells per unit of `vector`."""
        node = self.add(
            "TexNoise", {"Vector": vector, "Scale": scale, "Detail": detail, "Roughness": roughness}
        )
        return node.outputs["Fac"]

    def step(
        self, value: Value, low: float, high: float, to_low: float = 0.0, to_high: float = 1.0
    ) -> bpy.types.Node:
        """Smooth step of `value` from `low`..`high` to `to_low`..`to_high`."""
        inputs: dict[str | int, Value] = {0: value, 1: low, 2: high, 3: to_low, 4: to_high}
        return self.add("MapRange", inputs, interpolation_type="SMOOTHSTEP")

    def scaled(self, vector: Value, x: float, y: float, z: float = 1.0) -> bpy.types.Node:
        """A vector stretched along the axes."""
        return self.vector("MULTIPLY", vector, (x, y, z))

    def bump(self, height: Value, strength: float, distance: float) -> bpy.types.Node:
        """Normal from a height; `distance` in metres."""
        return self.add("Bump", {"Height": height, "Strength": strength, "Distance": distance})

    def surface(self, shader: Value) -> None:
        """Ends the material with `shader`."""
        output = self.add("OutputMaterial")
        self.put(output.inputs["Surface"], shader)


def new_material(name: str, mean: Colour | None = None) -> tuple[bpy.types.Material, Graph]:
    """An empty material and the graph to fill it with; `mean` is its average reflectance, kept as
    the viewport colour.
    """
    material = bpy.data.materials.new(name)
    material.use_nodes = True
    material.diffuse_color = rgba(mean) if mean else (0.5, 0.5, 0.5, 0.0)
    return material, Graph(material.node_tree)


def plain(
    name: str,
    colour: Colour,
    roughness: float = 0.6,
    metallic: float = 0.0,
    clearcoat: float = 0.0,
    dirt: float = 0.0,
    dirt_scale: float = 2.0,
    bump: float = 0.0,
    emission: float = 0.0,
) -> bpy.types.Material:
    """A principled surface; `dirt` in 0..1 darkens it with noise of `dirt_scale` cells per metre,
    `bump` in metres.
    """
    material, g = new_material(name, None if emission else colour)
    shader = g.add(
        "BsdfPrincipled",
        {
            "Base Color": colour,
            "Roughness": roughness,
            "Metallic": metallic,
            "Clearcoat": clearcoat,
        },
    )
    if dirt or bump:
        position = g.add("TexCoord").outputs["Object"]
        noise = g.noise(position, dirt_scale, 4.0, 0.65)
        if dirt:
            shade = g.step(noise, 0.3, 0.7, 1.0 - dirt, 1.0)
            g.put(shader.inputs["Base Color"], g.mix(1.0, colour, shade, "MULTIPLY"))
        if bump:
            g.put(shader.inputs["Normal"], g.bump(noise, 0.7, bump))
    if emission:
        g.put(shader.inputs["Emission"], colour)
        g.put(shader.inputs["Emission Strength"], emission)
    g.surface(shader)
    return material


def finish_materials(haze: Colour, distance: float) -> None:
    """Ends every material: light bounced off a diffuse surface sees only its mean colour, which is
    cheap, and the camera sees air light of radiance `haze` in front of it, 63 % of it at `distance`
    metres.
    """
    for material in bpy.data.materials:
        output = next(n for n in material.node_tree.nodes if n.type == "OUTPUT_MATERIAL")
        shader = output.inputs["Surface"].links[0].from_socket
        g = Graph(material.node_tree, keep=True)
        path = g.add("LightPath")
        if material.diffuse_color[3] == 1.0:
            mean = g.add("BsdfDiffuse", {"Color": tuple(material.diffuse_color)[:3]})
            shader = g.add("MixShader", {0: path.outputs["Is Diffuse Ray"], 1: shader, 2: mean})
        clear = g.math(
            "POWER",
            2.718281828,
            g.math("MULTIPLY", g.add("CameraData").outputs["View Distance"], -1.0 / distance),
        )
        share = g.math("MULTIPLY", g.math("SUBTRACT", 1.0, clear), path.outputs["Is Camera Ray"])
        air = g.add("Emission", {"Color": haze})
        g.put(output.inputs["Surface"], g.add("MixShader", {0: share, 1: shader, 2: air}))
