using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Mcp.Architecture.Rooms;

/// <summary>Finds the types of its own assembly that one type mentions: in its declaration, its signatures and its code.</summary>
internal sealed class TypeReferenceCollector(MetadataReader metadata, PEReader file)
{
    public IReadOnlySet<TypeDefinitionHandle> Collect(TypeDefinitionHandle handle)
    {
        var found = new Sink();
        var type = metadata.GetTypeDefinition(handle);
        Add(type.BaseType, found);
        AddAttributes(type.GetCustomAttributes(), found);
        AddConstraints(type.GetGenericParameters(), found);
        foreach (var implementation in type.GetInterfaceImplementations())
        {
            Add(metadata.GetInterfaceImplementation(implementation).Interface, found);
        }

        foreach (var field in type.GetFields().Select(metadata.GetFieldDefinition))
        {
            field.DecodeSignature(found, null);
            AddAttributes(field.GetCustomAttributes(), found);
        }

        foreach (var property in type.GetProperties().Select(metadata.GetPropertyDefinition))
        {
            AddAttributes(property.GetCustomAttributes(), found);
        }

        foreach (var method in type.GetMethods().Select(metadata.GetMethodDefinition))
        {
            method.DecodeSignature(found, null);
            AddAttributes(method.GetCustomAttributes(), found);
            AddConstraints(method.GetGenericParameters(), found);
            AddBody(method, found);
        }

        return found.Types;
    }

    private void AddAttributes(CustomAttributeHandleCollection attributes, Sink found)
    {
        foreach (var attribute in attributes)
        {
            Add(metadata.GetCustomAttribute(attribute).Constructor, found);
        }
    }

    private void AddConstraints(GenericParameterHandleCollection parameters, Sink found)
    {
        foreach (var constraint in parameters.SelectMany(p => metadata.GetGenericParameter(p).GetConstraints()))
        {
            Add(metadata.GetGenericParameterConstraint(constraint).Type, found);
        }
    }

    private void AddBody(MethodDefinition method, Sink found)
    {
        if (method.RelativeVirtualAddress == 0)
        {
            return;
        }

        var body = file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
        {
            metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(found, null);
        }

        foreach (var region in body.ExceptionRegions)
        {
            Add(region.CatchType, found);
        }

        foreach (var token in IlTokens.Read(body.GetILBytes()!))
        {
            Add(token, found);
        }
    }

    private void Add(EntityHandle handle, Sink found)
    {
        if (handle.IsNil)
        {
            return;
        }

        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                found.Types.Add((TypeDefinitionHandle)handle);
                break;
            case HandleKind.TypeSpecification:
                metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(found, null);
                break;
            case HandleKind.MethodDefinition:
                found.Types.Add(metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.FieldDefinition:
                found.Types.Add(metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.MemberReference:
                AddMember(metadata.GetMemberReference((MemberReferenceHandle)handle), found);
                break;
            case HandleKind.MethodSpecification:
                var method = metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                Add(method.Method, found);
                method.DecodeSignature(found, null);
                break;
            case HandleKind.StandaloneSignature:
                metadata.GetStandaloneSignature((StandaloneSignatureHandle)handle).DecodeMethodSignature(found, null);
                break;
            default:
                // TypeReference and its kin point out of the assembly, strings are not types.
                break;
        }
    }

    private void AddMember(MemberReference member, Sink found)
    {
        Add(member.Parent, found);
        if (member.GetKind() == MemberReferenceKind.Method)
        {
            member.DecodeMethodSignature(found, null);
        }
        else
        {
            member.DecodeFieldSignature(found, null);
        }
    }

    /// <summary>Decodes signatures for their side effect: each type of this assembly lands in the set.</summary>
    private sealed class Sink : ISignatureTypeProvider<Sink, object?>
    {
        public HashSet<TypeDefinitionHandle> Types { get; } = [];

        public Sink GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
        {
            Types.Add(handle);
            return this;
        }

        public Sink GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

        public Sink GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => this;

        public Sink GetPrimitiveType(PrimitiveTypeCode typeCode) => this;

        public Sink GetSZArrayType(Sink elementType) => this;

        public Sink GetArrayType(Sink elementType, ArrayShape shape) => this;

        public Sink GetByReferenceType(Sink elementType) => this;

        public Sink GetPointerType(Sink elementType) => this;

        public Sink GetPinnedType(Sink elementType) => this;

        public Sink GetModifiedType(Sink modifier, Sink unmodifiedType, bool isRequired) => this;

        public Sink GetFunctionPointerType(MethodSignature<Sink> signature) => this;

        public Sink GetGenericInstantiation(Sink genericType, ImmutableArray<Sink> typeArguments) => this;

        public Sink GetGenericMethodParameter(object? genericContext, int index) => this;

        public Sink GetGenericTypeParameter(object? genericContext, int index) => this;
    }
}
