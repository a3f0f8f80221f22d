"""Report -> the formats that programs and people read, each a pure function of a Report.

kinds        the formats by the names that `--report` knows them by
json         JSON, schema "nncli/report/1" (report.schema.json)
junit        JUnit XML: Jenkins, GitLab, most other CI systems
gradescope   Gradescope's results.json
github       GitHub annotations (workflow commands) and the step summary
classroom    the JSON that GitHub Classroom's autograding reporter reads
gitlab       GitLab code quality
table_csv    one row a case, for a spreadsheet
markdown     a table and advice, for a pull request or a mail
sentences    a verdict in words, for those of them that have room for words only
"""
