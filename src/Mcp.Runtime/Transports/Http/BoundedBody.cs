using Mcp.Buffers;

namespace Mcp.Transports.Http;

/// <summary>Reads a response's body into one rented buffer, up to a limit.</summary>
internal static class BoundedBody
{
    private const int FirstRead = 4096;

    /// <summary>The body, or its first <paramref name="limit"/> bytes with <c>Whole</c> false.</summary>
    public static async Task<(Payload Bytes, bool Whole)> ReadAsync(HttpContent content, BufferPool pool, int limit, CancellationToken cancellationToken)
    {
        long expected = Math.Min(content.Headers.ContentLength ?? FirstRead, limit);
        // One byte more than expected: the read that finds the end then needs no larger buffer.
        byte[] buffer = pool.Rent((int)expected + 1);
        int length = 0;
        try
        {
            Stream body = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            while (length <= limit)
            {
                if (length == buffer.Length)
                    buffer = Grow(buffer, pool, limit);
                int read = await body.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                    return (new Payload(pool, buffer, length), true);
                length += read;
            }

            return (new Payload(pool, buffer, limit), false);
        }
        catch
        {
            pool.Return(buffer);
            throw;
        }
    }

    private static byte[] Grow(byte[] buffer, BufferPool pool, int limit)
    {
        byte[] larger = pool.Rent((int)Math.Min(buffer.Length * 2L, limit + 1L));
        Buffer.BlockCopy(buffer, 0, larger, 0, buffer.Length);
        pool.Return(buffer);
        return larger;
    }
}
