using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Mcp.Architecture.Rooms;

/// <summary>Walks a method's IL and yields the metadata tokens in it. Operand sizes come from the framework's own opcode table.</summary>
internal static class IlTokens
{
    private const byte TwoBytePrefix = 0xFE;

    private static readonly Dictionary<short, OperandType> Operands =
        typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (OpCode)field.GetValue(null)!)
            .ToDictionary(code => code.Value, code => code.OperandType);

    public static IEnumerable<EntityHandle> Read(byte[] il)
    {
        var at = 0;
        while (at < il.Length)
        {
            short code = il[at++];
            if (code == TwoBytePrefix)
            {
                code = unchecked((short)((TwoBytePrefix << 8) | il[at++]));
            }

            var operand = Operands[code];
            if (operand is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType or OperandType.InlineSig)
            {
                yield return MetadataTokens.EntityHandle(BinaryPrimitives.ReadInt32LittleEndian(il.AsSpan(at)));
            }

            at += SizeOf(operand, il.AsSpan(at));
        }
    }

    private static int SizeOf(OperandType operand, ReadOnlySpan<byte> rest) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(rest)),
        _ => 4,
    };
}
