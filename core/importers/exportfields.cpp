// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/importers/exportfields.h"

#include <simdjson.h>

#include <QFile>
#include <QList>

#include <charconv>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

namespace od = simdjson::ondemand;

constexpr qint64 kLargestJson = 512LL * 1024 * 1024;
constexpr qsizetype kLongestRecord = 1024 * 1024;
constexpr int kDeepest = 6;

QByteArray bytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

/// Records of a CSV file, one after another.
class CsvRecords
{
public:
    explicit CsvRecords(QFile& file)
        : m_file(file)
    {
    }

    qint64 line() const { return m_recordLine; }

    /// Empty at the end of the file.
    QList<QByteArray> next()
    {
        QByteArray text;
        do {
            text = m_file.readLine();
            ++m_line;
        } while (!m_file.atEnd() && text.trimmed().isEmpty());
        m_recordLine = m_line;
        // A quoted value may hold line ends.
        while (text.count('"') % 2 == 1 && !m_file.atEnd() && text.size() < kLongestRecord) {
            text += m_file.readLine();
            ++m_line;
        }
        if (m_separator == 0) {
            if (text.startsWith("\xef\xbb\xbf"))
                text.remove(0, 3);
            m_separator = text.contains('\t') ? '\t' : text.contains(',') ? ',' : ';';
        }
        return text.trimmed().isEmpty() ? QList<QByteArray>() : split(text);
    }

private:
    QList<QByteArray> split(const QByteArray& text) const
    {
        QList<QByteArray> out;
        QByteArray value;
        bool isQuoted = false;
        for (qsizetype i = 0; i < text.size(); ++i) {
            const char c = text[i];
            if (c == '"') {
                if (isQuoted && i + 1 < text.size() && text[i + 1] == '"')
                    value += text[i++];
                else
                    isQuoted = !isQuoted;
            } else if (c == m_separator && !isQuoted) {
                out.append(std::exchange(value, {}).trimmed());
            } else if (isQuoted || (c != '\r' && c != '\n')) {
                value += c;
            }
        }
        out.append(value.trimmed());
        return out;
    }

    QFile& m_file;
    qint64 m_line = 0;
    qint64 m_recordLine = 0;
    char m_separator = 0;
};

Result<ExportFile> readCsv(QFile& file, const TakeExportRow& take)
{
    CsvRecords records(file);
    const QList<QByteArray> names = records.next();
    if (names.size() < 2)
        return fail(
            ErrorKind::InvalidRequest, u"%1 is no export: its first line names no columns."_s.arg(file.fileName()));
    ExportFile out{.bytes = file.size(), .rows = 0};
    for (QList<QByteArray> values = records.next(); !values.isEmpty(); values = records.next()) {
        ExportFields fields;
        for (qsizetype i = 0; i < std::min(names.size(), values.size()); ++i)
            fields.set(names[i].toLower(), values[i]);
        ++out.rows;
        take(fields, records.line());
    }
    return out;
}

simdjson::error_code flatten(od::value value, const QByteArray& name, ExportFields& to, int depth)
{
    od::json_type type{};
    if (const auto error = value.type().get(type); error)
        return error;
    if (type == od::json_type::string) {
        std::string_view text;
        if (const auto error = value.get_string().get(text); error)
            return error;
        to.set(name, bytes(text));
    } else if (type == od::json_type::number || type == od::json_type::boolean) {
        to.set(name, bytes(value.raw_json_token()).trimmed());
    } else if (type == od::json_type::object && depth < kDeepest) {
        od::object object;
        if (const auto error = value.get_object().get(object); error)
            return error;
        for (auto field : object) {
            std::string_view key;
            if (const auto error = field.unescaped_key().get(key); error)
                return error;
            const QByteArray inner = name.isEmpty() ? bytes(key) : name + '.' + bytes(key);
            od::value member;
            if (const auto error = field.value().get(member); error)
                return error;
            if (const auto error = flatten(member, inner, to, depth + 1); error)
                return error;
        }
    }
    return simdjson::SUCCESS;
}

/// A time bucket with its results, or a row.
simdjson::error_code readEntry(od::value entry, const TakeExportRow& take, qint64& rows)
{
    ExportFields shared;
    QList<ExportFields> results;
    bool hasResults = false;
    od::object object;
    if (const auto error = entry.get_object().get(object); error)
        return error;
    for (auto field : object) {
        std::string_view key;
        if (const auto error = field.unescaped_key().get(key); error)
            return error;
        od::value member;
        if (const auto error = field.value().get(member); error)
            return error;
        if (key != "results" && key != "result") {
            if (const auto error = flatten(member, bytes(key), shared, 0); error)
                return error;
            continue;
        }
        hasResults = true;
        for (auto result : member.get_array()) {
            ExportFields fields;
            od::value one;
            if (const auto error = std::move(result).get(one); error)
                return error;
            if (const auto error = flatten(one, {}, fields, 0); error)
                return error;
            results.append(fields);
        }
    }
    if (!hasResults)
        results.append(ExportFields());
    for (auto& fields : results) {
        ExportFields row = shared;
        row.addAll(fields);
        take(row, ++rows);
    }
    return simdjson::SUCCESS;
}

simdjson::error_code readPage(od::value page, const TakeExportRow& take, qint64& rows)
{
    od::array data;
    if (const auto error = page["data"].get_array().get(data); error)
        return error;
    for (auto entry : data) {
        od::value one;
        if (const auto error = std::move(entry).get(one); error)
            return error;
        if (const auto error = readEntry(one, take, rows); error)
            return error;
    }
    return simdjson::SUCCESS;
}

simdjson::error_code readPages(const QByteArray& padded, qsizetype size, const TakeExportRow& take, qint64& rows)
{
    od::parser parser;
    od::document document;
    if (const auto error
        = parser.iterate(padded.data(), static_cast<std::size_t>(size), static_cast<std::size_t>(padded.size()))
            .get(document);
        error)
        return error;
    od::value root;
    if (const auto error = document.get_value().get(root); error)
        return error;
    od::json_type type{};
    if (const auto error = root.type().get(type); error)
        return error;
    if (type == od::json_type::object)
        return readPage(root, take, rows);
    for (auto page : root.get_array()) {
        od::value one;
        if (const auto error = std::move(page).get(one); error)
            return error;
        if (const auto error = readPage(one, take, rows); error)
            return error;
    }
    return simdjson::SUCCESS;
}

Result<ExportFile> readJson(QFile& file, const TakeExportRow& take)
{
    if (file.size() > kLargestJson)
        return fail(ErrorKind::InvalidRequest, u"%1 is larger than 512 MB; export fewer days."_s.arg(file.fileName()));
    QByteArray text = file.readAll();
    const qsizetype size = text.size();
    text.append(qsizetype(simdjson::SIMDJSON_PADDING), '\0');
    ExportFile out{.bytes = size, .rows = 0};
    if (const auto error = readPages(text, size, take, out.rows); error) {
        return fail(ErrorKind::InvalidRequest,
            u"%1 is no export: %2."_s.arg(file.fileName(), QString::fromUtf8(simdjson::error_message(error))));
    }
    return out;
}

} // namespace

std::optional<qint64> ExportFields::count(const char* name)
{
    QByteArray value = text(name);
    if (value.isEmpty())
        return std::nullopt;
    if (value.endsWith(".0")) // spreadsheets turn whole columns into decimals
        value.chop(2);
    value.replace(',', "");
    qint64 out = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), out);
    if (error != std::errc() || end != value.data() + value.size() || out < 0) {
        m_isBad = true;
        return std::nullopt;
    }
    return out;
}

Result<ExportFile> readExport(const QString& path, const TakeExportRow& take)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::InvalidRequest, u"%1 cannot be read: %2."_s.arg(path, file.errorString()));
    const QByteArray start = file.peek(256).trimmed();
    return start.startsWith('{') || start.startsWith('[') ? readJson(file, take) : readCsv(file, take);
}

} // namespace assay
