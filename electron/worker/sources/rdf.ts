// RDF/XML -> nodes by name, each with its types and properties. Example: <iirds:Topic rdf:about="urn:a"><iirds:title>Salt</iirds:title></iirds:Topic>
// -> { name: 'urn:a', types: ['Topic'], values: { title: ['Salt'] }, links: {} }. Names of types and properties are local names.
// Trap: a node may be described in several places, inside others and by itself; they are one node.

import { elementsIn, textOf } from './xml.ts'
import type { XmlElement } from './xml.ts'

export interface RdfNode {
  name: string
  types: string[]
  values: Map<string, string[]>
  links: Map<string, string[]>
}

export function nodesOf(root: XmlElement): Map<string, RdfNode> {
  const nodes = new Map<string, RdfNode>()
  let unnamed = 0
  const describe = (element: XmlElement): string => {
    const { about, ID: id, nodeID: nodeId } = element.attributes
    const name =
      about ?? (id !== undefined ? `#${id}` : nodeId !== undefined ? `_:${nodeId}` : `_:unnamed-${(unnamed += 1)}`)
    const node: RdfNode = nodes.get(name) ?? { name, types: [], values: new Map(), links: new Map() }
    nodes.set(name, node)
    if (element.name !== 'Description') node.types.push(element.name)
    for (const property of elementsIn(element)) addProperty(node, property)
    return name
  }
  const add = (map: Map<string, string[]>, key: string, value: string): void =>
    void map.set(key, [...(map.get(key) ?? []), value])
  const addProperty = (node: RdfNode, property: XmlElement): void => {
    const { resource, nodeID: nodeId } = property.attributes
    const inner = elementsIn(property)
    if (property.name === 'type' && resource !== undefined) node.types.push(localPart(resource))
    else if (resource !== undefined) add(node.links, property.name, resource)
    else if (nodeId !== undefined) add(node.links, property.name, `_:${nodeId}`)
    else if (inner.length > 0) for (const child of inner) add(node.links, property.name, describe(child))
    else add(node.values, property.name, textOf(property))
  }
  for (const element of elementsIn(root)) describe(element)
  return nodes
}

/** "http://iirds.tekom.de/iirds#GenericTask" -> "GenericTask". */
export const localPart = (name: string): string =>
  name.slice(Math.max(name.lastIndexOf('#'), name.lastIndexOf('/')) + 1)
